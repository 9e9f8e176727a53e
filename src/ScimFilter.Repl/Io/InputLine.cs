namespace ScimFilter.Repl.Io;

/// <summary>A line of a file that is not blank.</summary>
/// <param name="Text">The line without its end; valid until the next one is read.</param>
/// <param name="Number">Its number, counted from one.</param>
internal readonly record struct InputLine(ReadOnlyMemory<byte> Text, long Number);
