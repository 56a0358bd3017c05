"""The keys of an archive: rotation, and recovery from shares on paper."""
