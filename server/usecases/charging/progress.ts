/** Whether a step got anywhere; one without news is repeated at its pace. */
export type Progress = 'news' | 'no-news';
