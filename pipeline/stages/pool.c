#include "pipeline/stages/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

G_DEFINE_QUARK(pool - error - quark, pool_error)

/* Answers that wait for an earlier one: so many tasks may be ahead of it. */
enum { AHEAD = 64, NO_TASK = -1 };

/* No answer is as long. */
static const guint64 PROGRESS = G_MAXUINT64;

typedef struct {
  pid_t pid;       /* 0 for none */
  int to, from;    /* its task pipe and its answer pipe */
  int task;        /* index of the task that it works on, or NO_TASK */
  gint64 deadline; /* g_get_monotonic_time */
  gint64 last;     /* the same: the deadline that no progress puts off */
  GByteArray
      *read; /* of its answer so far: 8 bytes of length, then the answer; PROGRESS in the place of a length tells that it works */
} Worker;

typedef struct {
  PoolEnd end;
  GByteArray *answer; /* NULL while the task is not done, unless it failed */
  gboolean done;
} Slot;

typedef struct {
  const Pool *pool;
  const GPtrArray *tasks;
  Worker *workers;
  Slot *slots;
  guint given, taken; /* tasks */
} Run;

/* --- in the worker */

static gboolean write_all(int fd, const void *data, gsize size) {
  for (gsize done = 0; done < size;) {
    gssize n = write(fd, (const char *)data + done, size - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return FALSE;
    done += (gsize)n;
  }
  return TRUE;
}

static gboolean read_exactly(int fd, void *data, gsize size) {
  for (gsize done = 0; done < size;) {
    gssize n = read(fd, (char *)data + done, size - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return FALSE;
    done += (gsize)n;
  }
  return TRUE;
}

/* AddressSanitizer maps terabytes of shadow: a program built with it can't be held to an address space. */
#ifdef __SANITIZE_ADDRESS__
static const gboolean limits_memory = FALSE;
#else
static const gboolean limits_memory = TRUE;
#endif

static void restrict_worker(const Pool *pool) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  rlim_t memory = pool->memory ? pool->memory : POOL_MEMORY;
  if (limits_memory) setrlimit(RLIMIT_AS, &(struct rlimit){memory, memory});
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

static int progress_to = -1; /* the worker's answer pipe, while it works on a task */

void pool_tell_progress(void) {
  if (progress_to >= 0) write_all(progress_to, &PROGRESS, sizeof PROGRESS);
}

/* Takes task indices from descriptor IN until it closes. Never returns. */
G_NORETURN static void work(const Run *run, int in, int out) {
  restrict_worker(run->pool);
  guint index;
  while (read_exactly(in, &index, sizeof index)) {
    progress_to = out;
    GString *answer = run->pool->work(run->tasks->pdata[index], run->pool->data);
    progress_to = -1;
    guint64 length = answer->len;
    if (!write_all(out, &length, sizeof length) || !write_all(out, answer->str, answer->len)) break;
    g_string_free(answer, TRUE);
  }
  _exit(0);
}

/* --- in the caller */

static gboolean system_error(GError **error, const char *what) {
  g_set_error(error, POOL_ERROR, POOL_ERROR_SYSTEM, "%s: %s", what, g_strerror(errno));
  return FALSE;
}

static void close_others(const Run *run, const Worker *own) {
  for (guint i = 0; i < run->pool->jobs; i++) {
    const Worker *other = &run->workers[i];
    if (other == own || other->pid == 0) continue;
    close(other->to);
    close(other->from);
  }
}

static gboolean start_worker(const Run *run, Worker *worker, GError **error) {
  int tasks[2], answers[2];
  if (pipe2(tasks, O_CLOEXEC) != 0) return system_error(error, "can't make a pipe");
  if (pipe2(answers, O_CLOEXEC) != 0) {
    close(tasks[0]), close(tasks[1]);
    return system_error(error, "can't make a pipe");
  }
  pid_t pid = fork();
  if (pid == 0) {
    close_others(run, worker);
    close(tasks[1]), close(answers[0]);
    work(run, tasks[0], answers[1]);
  }
  close(tasks[0]), close(answers[1]);
  if (pid < 0) {
    close(tasks[1]), close(answers[0]);
    return system_error(error, "can't start a worker");
  }
  *worker = (Worker){.pid = pid, .to = tasks[1], .from = answers[0], .task = NO_TASK, .read = g_byte_array_new()};
  return TRUE;
}

static void end_worker(Worker *worker) {
  if (worker->pid == 0) return;
  kill(worker->pid, SIGKILL);
  while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR) continue;
  close(worker->to);
  close(worker->from);
  g_byte_array_unref(worker->read);
  *worker = (Worker){0};
}

static void settle(Run *run, Worker *worker, PoolEnd end, GByteArray *answer) {
  Slot *slot = &run->slots[worker->task];
  *slot = (Slot){.end = end, .answer = answer, .done = TRUE};
  worker->task = NO_TASK;
}

static gint64 seconds_from_now(guint seconds) {
  return g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;
}

static guint seconds_of(const Pool *pool) {
  return pool->seconds ? pool->seconds : POOL_SECONDS;
}

/* Gives each idle worker a task, starting workers as needed. */
static gboolean give_tasks(Run *run, GError **error) {
  for (guint i = 0; i < run->pool->jobs; i++) {
    Worker *worker = &run->workers[i];
    if (run->given >= run->tasks->len || run->given >= run->taken + AHEAD) return TRUE;
    if (worker->pid != 0 && worker->task != NO_TASK) continue;
    if (worker->pid == 0 && !start_worker(run, worker, error)) return FALSE;
    worker->task = (int)run->given;
    worker->deadline = seconds_from_now(seconds_of(run->pool));
    worker->last = seconds_from_now(POOL_MOST_SECONDS);
    guint index = run->given++;
    if (write_all(worker->to, &index, sizeof index)) continue;
    settle(run, worker, POOL_CRASHED, NULL);
    end_worker(worker);
  }
  return TRUE;
}

/* Takes what a worker told in front of its answer. */
static void take_progress(const Run *run, Worker *worker) {
  guint64 head = 0;
  while (worker->read->len >= sizeof head) {
    memcpy(&head, worker->read->data, sizeof head);
    if (head != PROGRESS) return;
    g_byte_array_remove_range(worker->read, 0, sizeof head);
    worker->deadline = MIN(seconds_from_now(seconds_of(run->pool)), worker->last);
  }
}

static void take_answer(Run *run, Worker *worker) {
  guint8 buffer[65536];
  gssize n = read(worker->from, buffer, sizeof buffer);
  if (n < 0 && errno == EINTR) return;
  if (n <= 0) {
    settle(run, worker, POOL_CRASHED, NULL);
    end_worker(worker);
    return;
  }
  g_byte_array_append(worker->read, buffer, (guint)n);
  take_progress(run, worker);
  guint64 length = 0;
  if (worker->read->len < sizeof length) return;
  memcpy(&length, worker->read->data, sizeof length);
  if (worker->read->len - sizeof length < length) return;
  g_byte_array_remove_range(worker->read, 0, sizeof length);
  settle(run, worker, POOL_DONE, worker->read);
  worker->read = g_byte_array_new();
}

static void end_late_workers(Run *run) {
  gint64 now = g_get_monotonic_time();
  for (guint i = 0; i < run->pool->jobs; i++) {
    Worker *worker = &run->workers[i];
    if (worker->pid == 0 || worker->task == NO_TASK || now < worker->deadline) continue;
    settle(run, worker, POOL_TIMED_OUT, NULL);
    end_worker(worker);
  }
}

static int milliseconds_left(const Run *run) {
  gint64 soonest = G_MAXINT64;
  for (guint i = 0; i < run->pool->jobs; i++)
    if (run->workers[i].pid != 0 && run->workers[i].task != NO_TASK) soonest = MIN(soonest, run->workers[i].deadline);
  return (int)CLAMP((soonest - g_get_monotonic_time()) / 1000 + 1, 0, 60000);
}

static void wait_for_answers(Run *run) {
  g_autofree struct pollfd *waiting = g_new0(struct pollfd, run->pool->jobs);
  for (guint i = 0; i < run->pool->jobs; i++) {
    gboolean busy = run->workers[i].pid != 0 && run->workers[i].task != NO_TASK;
    waiting[i] = (struct pollfd){.fd = busy ? run->workers[i].from : -1, .events = POLLIN};
  }
  if (poll(waiting, run->pool->jobs, milliseconds_left(run)) > 0)
    for (guint i = 0; i < run->pool->jobs; i++)
      if (waiting[i].revents) take_answer(run, &run->workers[i]);
  end_late_workers(run);
}

/* Hands over, in order, what is done. */
static gboolean hand_over(Run *run) {
  while (run->taken < run->tasks->len && run->slots[run->taken].done) {
    Slot *slot = &run->slots[run->taken];
    const char *answer = slot->answer ? (const char *)slot->answer->data : NULL;
    gboolean on = run->pool->take(run->taken, slot->end, answer, slot->answer ? slot->answer->len : 0, run->pool->data);
    g_clear_pointer(&slot->answer, g_byte_array_unref);
    run->taken++;
    if (!on) return FALSE;
  }
  return TRUE;
}

gboolean pool_run(const Pool *pool, const GPtrArray *tasks, GError **error) {
  g_autofree Worker *workers = g_new0(Worker, pool->jobs);
  g_autofree Slot *slots = g_new0(Slot, tasks->len + 1);
  Run run = {.pool = pool, .tasks = tasks, .workers = workers, .slots = slots};
  struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
  sigaction(SIGPIPE, &ignore, &before); /* a worker that died is noticed by the failed write */
  gboolean on = TRUE;
  while (on && run.taken < tasks->len) {
    on = give_tasks(&run, error);
    if (on) wait_for_answers(&run);
    on = on && hand_over(&run);
  }
  for (guint i = 0; i < pool->jobs; i++) end_worker(&workers[i]);
  for (guint i = 0; i < tasks->len; i++) g_clear_pointer(&slots[i].answer, g_byte_array_unref);
  sigaction(SIGPIPE, &before, NULL);
  return on;
}
