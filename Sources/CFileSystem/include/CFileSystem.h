#pragma once

// Calls of Linux that Swift's Glibc module leaves out, because their declarations need _GNU_SOURCE.

/// renameat2 with RENAME_NOREPLACE.
int confomeet_rename_exclusive(int from_folder, const char *from, int to_folder, const char *to);

/// renameat2 with RENAME_EXCHANGE.
int confomeet_rename_exchange(int from_folder, const char *from, int to_folder, const char *to);

/// syncfs.
int confomeet_sync_file_system(int descriptor);
