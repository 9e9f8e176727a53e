namespace ScimFilter.Repl.Io;

/// <summary>The output cannot be written; kept apart from an input that cannot be read, which is a line on standard error.</summary>
internal sealed class OutputException(Exception inner, bool isClosed) : Exception(inner.Message, inner)
{
    /// <summary>Gets a value indicating whether the reader went away, as <c>head</c> does: no reason to complain.</summary>
    public bool IsClosed { get; } = isClosed;
}
