"""What every package may use and what uses none of them: settings, errors, ids, clock, keys, view types. No I/O."""
