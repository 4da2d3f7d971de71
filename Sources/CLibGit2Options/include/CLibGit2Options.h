#pragma once

// `git_libgit2_opts` is variadic, which Swift cannot call: one function for each option in use.

/// Sets the CA bundle (a file, a folder, or NULL) that TLS connections are checked against.
int confomeet_git_set_ssl_cert_locations(const char *file, const char *folder);

/// Has objects and references flushed to the disk before they get their names.
int confomeet_git_flush_writes(void);

/// Has repositories opened that are partial clones or have configuration for each work tree: libgit2 would refuse
/// them, though all that it reads of them is as in any other.
int confomeet_git_accept_extensions(void);

/// Has repositories of other users opened.
int confomeet_git_skip_owner_validation(void);

/// Has objects read without hashing them again.
int confomeet_git_skip_hash_verification(void);

/// How many bytes a TCP connection has received; -1 where the system does not tell.
long long confomeet_received_bytes(int descriptor);
