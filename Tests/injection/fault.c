// Runs a command and has one of its system calls fail, or kills it there.
//
//     fault LOG FOLDER STEP ACTION COMMAND…
//
// Counted are the system calls that open, write, rename, link, remove or sync files, of all threads, from 1. What is
// only read counts where it lies in FOLDER, or is named by a relative path: what a loader reads is not the command's
// doing. At step STEP (0 for none) the call fails with ACTION, an error's number, or the command is killed before it
// with ACTION 0. LOG gets a line for each step: call, device and inode of the file that is open, path.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

// How a call names what it is about: the argument with an open file, and the one with a path; -1 for none.
struct call {
  int number;
  const char *name;
  int file, path;
};

static const struct call calls[] = {
#ifdef SYS_open
    {SYS_open, "open", -1, 0},
    {SYS_creat, "creat", -1, 0},
    {SYS_rename, "rename", -1, 0},
    {SYS_link, "link", -1, 0},
    {SYS_symlink, "symlink", -1, 1},
    {SYS_unlink, "unlink", -1, 0},
    {SYS_rmdir, "rmdir", -1, 0},
    {SYS_mkdir, "mkdir", -1, 0},
    {SYS_chmod, "chmod", -1, 0},
    {SYS_chown, "chown", -1, 0},
#endif
    {SYS_openat, "openat", -1, 1},
    {SYS_write, "write", 0, -1},
    {SYS_pwrite64, "pwrite64", 0, -1},
    {SYS_writev, "writev", 0, -1},
    {SYS_pwritev, "pwritev", 0, -1},
    {SYS_copy_file_range, "copy_file_range", 2, -1},
    {SYS_sendfile, "sendfile", 0, -1},
    {SYS_truncate, "truncate", -1, 0},
    {SYS_ftruncate, "ftruncate", 0, -1},
    {SYS_fallocate, "fallocate", 0, -1},
    {SYS_renameat2, "renameat2", -1, 1},
#ifdef SYS_renameat
    {SYS_renameat, "renameat", -1, 1},
#endif
    {SYS_linkat, "linkat", -1, 1},
    {SYS_symlinkat, "symlinkat", -1, 2},
    {SYS_unlinkat, "unlinkat", -1, 1},
    {SYS_mkdirat, "mkdirat", -1, 1},
    {SYS_fchmod, "fchmod", 0, -1},
    {SYS_fchmodat, "fchmodat", -1, 1},
    {SYS_fchown, "fchown", 0, -1},
    {SYS_fchownat, "fchownat", -1, 1},
    {SYS_fsync, "fsync", 0, -1},
    {SYS_fdatasync, "fdatasync", 0, -1},
    {SYS_syncfs, "syncfs", 0, -1},
    {SYS_sync, "sync", -1, -1},
    {SYS_msync, "msync", -1, -1},
};
enum { call_count = sizeof calls / sizeof *calls };

static void fail(const char *what) {
  perror(what);
  exit(125);
}

static int install_filter(void) {
  struct sock_filter filter[call_count + 3];
  int length = 0;
  filter[length++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  for (int i = 0; i < call_count; i++)
    filter[length++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[i].number, call_count - i, 0);
  filter[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  filter[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
  struct sock_fprog program = {length, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) fail("no_new_privs");
  int listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
  if (listener < 0) fail("seccomp");
  return listener;
}

static union {
  char bytes[CMSG_SPACE(sizeof(int))];
  struct cmsghdr header;
} control;

static struct msghdr message(void) {
  static char byte;
  static struct iovec vector = {&byte, 1};
  return (struct msghdr){.msg_iov = &vector, .msg_iovlen = 1, .msg_control = control.bytes,
                         .msg_controllen = sizeof control.bytes};
}

static void send_file(int socket, int file) {
  struct msghdr sent = message();
  struct cmsghdr *header = CMSG_FIRSTHDR(&sent);
  *header = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int))};
  memcpy(CMSG_DATA(header), &file, sizeof(int));
  if (sendmsg(socket, &sent, 0) < 0) fail("sendmsg");
}

static int receive_file(int socket) {
  struct msghdr received = message();
  int file;
  if (recvmsg(socket, &received, 0) <= 0 || !CMSG_FIRSTHDR(&received)) exit(125);
  memcpy(&file, CMSG_DATA(CMSG_FIRSTHDR(&received)), sizeof(int));
  return file;
}

// The text at an address of another process; empty when it can't be read.
static void read_text(pid_t process, unsigned long address, char *text, size_t size) {
  size_t length = 0;
  while (length + 1 < size) {
    // Not over the end of a page, behind which there may be nothing.
    size_t piece = 4096 - (address + length) % 4096;
    if (piece > size - 1 - length) piece = size - 1 - length;
    struct iovec local = {text + length, piece}, remote = {(void *)(address + length), piece};
    ssize_t count = process_vm_readv(process, &local, 1, &remote, 1, 0);
    if (count <= 0) break;
    if (memchr(text + length, 0, count)) return;
    length += count;
  }
  text[length] = 0;
}

static const char *folder;

// Whether a call is one of the command's steps; describes it.
static int is_step(const struct seccomp_notif *call, const struct call *known, char *line, size_t size) {
  char path[4096] = "", link[64];
  struct stat status = {0};
  if (known->path >= 0) {
    read_text(call->pid, call->data.args[known->path], path, sizeof path);
    if (call->data.nr == SYS_openat || !strcmp(known->name, "open")) {
      int flags = call->data.args[known->path + 1];
      int is_read = (flags & O_ACCMODE) == O_RDONLY && !(flags & (O_CREAT | O_TRUNC));
      if (is_read && path[0] == '/' && strncmp(path, folder, strlen(folder))) return 0;
      if (!strncmp(path, "/dev/", 5) || !strncmp(path, "/proc/", 6)) return 0;
    }
  } else if (known->file >= 0) {
    snprintf(link, sizeof link, "/proc/%d/fd/%d", call->pid, (int)call->data.args[known->file]);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    // Pipes and sockets are no files.
    if (path[0] != '/' || !strncmp(path, "/dev/", 5) || stat(link, &status)) return 0;
  }
  snprintf(line, size, "%s %lu:%lu %s", known->name, (unsigned long)status.st_dev, (unsigned long)status.st_ino, path);
  return 1;
}

int main(int count, char **arguments) {
  if (count < 6) return 125;
  FILE *log = fopen(arguments[1], "we");
  if (!log) fail(arguments[1]);
  folder = arguments[2];
  long step = atol(arguments[3]), number = 0;
  int action = atoi(arguments[4]), pair[2], status;
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) fail("socketpair");
  pid_t process = fork();
  if (process < 0) fail("fork");
  if (!process) {
    int listener = install_filter();
    send_file(pair[0], listener);
    close(listener);
    execvp(arguments[5], arguments + 5);
    _exit(127);
  }
  close(pair[0]);
  int listener = receive_file(pair[1]);
  struct seccomp_notif_sizes sizes;
  if (syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes)) fail("sizes");
  struct seccomp_notif *call = calloc(1, sizes.seccomp_notif);
  struct seccomp_notif_resp *answer = calloc(1, sizes.seccomp_notif_resp);
  for (;;) {
    struct pollfd waited = {listener, POLLIN, 0};
    if (poll(&waited, 1, -1) < 0 && errno != EINTR) fail("poll");
    if (waited.revents & POLLHUP) break;
    memset(call, 0, sizes.seccomp_notif);
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, call)) continue;
    const struct call *known = calls;
    while (known->number != call->data.nr) known++;
    char line[8192];
    memset(answer, 0, sizes.seccomp_notif_resp);
    answer->id = call->id;
    answer->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    if (is_step(call, known, line, sizeof line)) {
      fprintf(log, "%s\n", line);
      if (++number == step && !action) {
        kill(process, SIGKILL);
        break;
      }
      if (number == step) {
        answer->flags = 0;
        answer->error = -action;
      }
    }
    ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, answer);
  }
  if (waitpid(process, &status, 0) < 0) fail("waitpid");
  fclose(log);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
