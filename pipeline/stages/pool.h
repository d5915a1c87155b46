/* pool.h - work on untrusted files in processes of its own.
 *
 * Each worker is forked once and takes one task after the other. One that crashes, or works too long on a task, costs that
 * task its answer; a new worker takes its place. Answers come in the order of the tasks, whatever their number. */
#pragma once

#include <glib.h>

typedef enum {
  POOL_DONE,
  POOL_CRASHED,   /* the worker died; most often it ran out of the memory that it may have */
  POOL_TIMED_OUT, /* it was killed */
} PoolEnd;

/* Runs in a worker: the answer to TASK, which the pool frees. */
typedef GString *(*PoolWork)(const char *task, gpointer data);

/* Runs in the caller: what became of task INDEX. ANSWER is NULL unless END is POOL_DONE. FALSE ends the work. */
typedef gboolean (*PoolTake)(guint index, PoolEnd end, const char *answer, gsize length, gpointer data);

/* Runs in a worker, within its work: tells that the task goes on, whose time then begins anew. Does nothing elsewhere. */
void pool_tell_progress(void);

/* Ordinary reports take 2 s and 70 MB at the most; these leave more than ten times that. A page that is read from its picture
 * takes 2 s more, and tells its progress; a thousand of them are the most that is waited for. */
#define POOL_SECONDS 60
#define POOL_MOST_SECONDS 3600
#define POOL_MEMORY ((guint64)1024 * 1024 * 1024)

typedef struct {
  guint jobs;     /* workers; at least 1 */
  guint seconds;  /* that a task may take, or may go on without telling progress; 0 for POOL_SECONDS */
  guint64 memory; /* address space of a worker in bytes; 0 for POOL_MEMORY */
  PoolWork work;
  PoolTake take;
  gpointer data; /* given to both */
} Pool;

typedef enum {
  POOL_ERROR_SYSTEM, /* no process or pipe could be made */
} PoolError;
#define POOL_ERROR (pool_error_quark())
GQuark pool_error_quark(void);

/* Works on TASKS (char *). FALSE with a POOL_ERROR, or without one where `take` ended the work. */
gboolean pool_run(const Pool *pool, const GPtrArray *tasks, GError **error);
