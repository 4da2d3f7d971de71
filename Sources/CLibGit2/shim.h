#pragma once
#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/stream.h>
// Since 1.8 `git_error_set_str` is declared here.
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h>
#endif

/// A connection, laid out as libgit2's own of 1.5 to 1.9: its ssh transport takes the descriptor from these fields and
/// asks no function for it.
typedef struct {
  git_stream parent;
  char *host;
  char *port;
  int descriptor;
  /// What the connection belongs to, as GitKit knows it.
  void *owner;
} confomeet_stream;

/// A place where objects are looked for.
typedef struct {
  git_odb_backend parent;
  /// What it belongs to, as GitKit knows it.
  void *owner;
} confomeet_objects;
