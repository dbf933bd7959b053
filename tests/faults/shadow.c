/*
 * Keeps a copy of each file under SHADOW_FROM as it was when it was last synced: what a power loss would leave.
 * With SHADOW_LIES it keeps none, as a disk does that says "written" before it has: the planted fault.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Syncs come from several threads: copies are made one after the other, so that the last is the newest. */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static void keep(int fd) {
  const char *from = getenv("SHADOW_FROM"), *to = getenv("SHADOW_TO");
  char link[64], path[4096], target[4608], part[4700], buffer[65536];
  if (!from || !to || getenv("SHADOW_LIES")) return;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return;
  path[length] = 0;
  if (strncmp(path, from, strlen(from)) || strncmp(path, to, strlen(to)) == 0) return;
  const char *name = strrchr(path, '/');
  snprintf(target, sizeof target, "%s%s", to, name);
  snprintf(part, sizeof part, "%s.part", target);
  int out = open(part, O_CREAT | O_TRUNC | O_WRONLY, 0600);
  if (out < 0) return;
  off_t at = 0;
  for (ssize_t got; (got = pread(fd, buffer, sizeof buffer, at)) > 0; at += got)
    if (write(out, buffer, got) != got) break;
  close(out);
  rename(part, target);
}

int fsync(int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  int result = real(fd);
  if (result == 0) {
    pthread_mutex_lock(&turn);
    keep(fd);
    pthread_mutex_unlock(&turn);
  }
  return result;
}

int fdatasync(int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  int result = real(fd);
  if (result == 0) {
    pthread_mutex_lock(&turn);
    keep(fd);
    pthread_mutex_unlock(&turn);
  }
  return result;
}
