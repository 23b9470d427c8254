#ifndef CALC_H
#define CALC_H
typedef void (*log_fn_t)(const char *msg);
int process_data_f32(const float *pData, int len, float *pOut, log_fn_t log_fn);
#endif
