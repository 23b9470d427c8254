#include "work.h"
typedef struct { uint8_t *p; uint32_t n; } str;
typedef struct { float x, y; } pt;
#define EXP(n) __attribute__((export_name(#n)))
#define IMP(n) __attribute__((import_module("env"),import_name(#n)))
IMP(cb) int32_t host_cb(int32_t h, int32_t i);
IMP(log) void host_log(const char*, uint32_t);
static uint32_t ret[4];
EXP(ret_area) void *ret_area(void) { return ret; }
EXP(malloc) void *w_malloc(uint32_t n) { return malloc(n); }
EXP(free) void w_free(void *p) { free(p); }
/* Room for one call's arguments, used again by the next one. */
EXP(scratch) void *w_scratch(uint32_t n) { static void *area; static uint32_t size; if (n > size) { free(area); size = n < 4096 ? 4096 : n * 2; area = malloc(size); } return area; }
EXP(is_fizz) int is_fizz(int n) { return w_isFizz(n); }
EXP(fizz_str) const char *fizz_str(void) { ret[0]=4; return W_FIZZ; }        /* pointer returned, length in ret[0] */
EXP(sink) uint32_t sink(uint8_t *p, uint32_t n) { (void)p; return n; }
EXP(echo) void *echo(uint8_t *p, uint32_t n) { uint8_t *q=malloc(n?n:1); memcpy(q,p,n); ret[0]=n; return q; }
EXP(mk) void mk(float a) { float *f=(float*)ret; f[0]=a; f[1]=a+1; }
EXP(norm) float norm(float x, float y) { return x*x+y*y; }
EXP(sum) float sum(float *v, uint32_t n) { return w_sum(v,n); }
EXP(iota) void *iota(uint32_t n) { float *v=malloc(n*4); for(uint32_t i=0;i<n;i++) v[i]=i; return v; }
EXP(names) void *names(void) { str *v=malloc(100*sizeof *v); for(int i=0;i<100;i++){ v[i].p=malloc(8); v[i].n=8; w_name((char*)v[i].p,i);} ret[0]=100; return v; }
EXP(names_free) void names_free(str *v, uint32_t n) { for(uint32_t i=0;i<n;i++) free(v[i].p); free(v); }
EXP(points) void *points(uint32_t n) { pt *v=malloc(n*sizeof *v); for(uint32_t i=0;i<n;i++){v[i].x=i;v[i].y=i*2;} return v; }
EXP(each) int each(int h, int n) { int s=0; for(int i=0;i<n;i++) s+=host_cb(h,i); return s; }
EXP(logs) void logs(int n) { for(int i=0;i<n;i++) host_log(W_LOG,20); }
EXP(enum_rt) int enum_rt(int c) { return c; }
EXP(variant_rt) int variant_rt(int d, float x, float y, const char *p, uint32_t n) { float *f=(float*)ret; f[0]=x; f[1]=y; ret[2]=(uint32_t)(uintptr_t)p; ret[3]=n; return d; }
EXP(handle_rt) int handle_rt(int h) { return h; }
EXP(extern_rt) __externref_t extern_rt(__externref_t x) { return x; }
