#include "CLibGit2Options.h"

#include <git2.h>

int confomeet_git_set_ssl_cert_locations(const char *file, const char *folder) {
  return git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, file, folder);
}

int confomeet_git_flush_writes(void) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
}

int confomeet_git_accept_extensions(void) {
  const char *names[] = {"partialclone", "worktreeconfig"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, sizeof names / sizeof *names);
}
