/** What the host of the functions and one worker thread say to each other. */
export interface WorkerStart {
  /** Absolute path of the function's index.js. */
  entry: string;
  sharedTime: SharedArrayBuffer;
}

export interface InvokeMessage {
  /** JSON text of the event. */
  event: string;
  context: Record<string, unknown>;
  /** Environment variables of this invocation alone. */
  env: Record<string, string>;
}

export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'broken'; message: string }
  | { kind: 'returned'; json: string; leftOvers: string[] }
  | { kind: 'threw'; message: string; stack: string; leftOvers: string[] };
