#pragma once

// `git_libgit2_opts` is variadic, which Swift cannot call: one function for each option in use.

/// Sets the CA bundle (a file, a folder, or NULL) that TLS connections are checked against.
int confomeet_git_set_ssl_cert_locations(const char *file, const char *folder);
