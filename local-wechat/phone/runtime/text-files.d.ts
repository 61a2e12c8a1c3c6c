/** Style sheets are bundled as text: they are written into documents that the phone makes itself. */
declare module '*.css' {
  const text: string;
  export default text;
}
