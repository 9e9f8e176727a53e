namespace ScimFilter.Repl.Io;

/// <summary>A line of the input is not what the command takes; the message says why.</summary>
internal sealed class InputFormatException(string message, Exception? inner = null) : FormatException(message, inner);
