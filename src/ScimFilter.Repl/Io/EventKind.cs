namespace ScimFilter.Repl.Io;

/// <summary>Tells events, which are JSON objects, from other JSON. Anything else would match nothing without a word.</summary>
internal static class EventKind
{
    public const string Array = "an array";

    /// <summary>Gives what a JSON text is.</summary>
    /// <param name="json">The text.</param>
    /// <returns>What it is; null when it is an object.</returns>
    public static string? OtherThanObject(ReadOnlySpan<byte> json) => json.TrimStart(" \t\r\n"u8) switch
    {
        [(byte)'{', ..] => null,
        [(byte)'[', ..] => Array,
        [(byte)'"', ..] => "a string",
        [(byte)'n', ..] => "null",
        _ => "a single value",
    };
}
