namespace ScimFilter;

/// <summary>The text is not a filter.</summary>
public sealed class FilterParseException : FormatException
{
    internal FilterParseException(string text, FilterError error)
        : base(error.Draw(text))
    {
        Error = error;
    }

    /// <summary>Gets what is wrong and where.</summary>
    public FilterError Error { get; }
}
