namespace ScimFilter;

/// <summary>An event cannot be read: it is not JSON, or it is beyond a limit of <see cref="FilterCompilerOptions"/>.</summary>
public sealed class EventFormatException : FormatException
{
    internal EventFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
