namespace ScimFilter.Json.Slots;

/// <summary>64 bytes of JSON text as bit masks; bit 0 is the first byte.</summary>
internal struct BlockMasks
{
    public const int Size = 64;

    /// <summary>The quotes that open or close a string.</summary>
    public ulong Quotes;

    /// <summary>The backslashes, all of which are in strings when the text is JSON.</summary>
    public ulong Backslashes;

    /// <summary>Outside of strings: the colons, and the braces and brackets that follow here by kind.</summary>
    public ulong Structurals;

    /// <summary>Outside of strings: <c>{</c> and <c>[</c>.</summary>
    public ulong Opens;

    /// <summary>Outside of strings: <c>}</c> and <c>]</c>.</summary>
    public ulong Closes;
}
