"""Search: folding, keys across scripts, and queries; it yields only ids and offsets."""
