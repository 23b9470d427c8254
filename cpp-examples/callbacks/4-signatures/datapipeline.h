#ifndef DATAPIPELINE_H
#define DATAPIPELINE_H
typedef void (*send_fn_t)(const void *id, const char *pData);
typedef int (*prog_fn_t)(const void *id, int nDone, int nTotal);
void start_process_pipeline(const void *data_id, const void *prog_id, const char *pData, send_fn_t send_fn,
                            prog_fn_t prog_hook);
#endif
