using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>Names that nobody knows, as errors show them.</summary>
internal static class Suggestions
{
    private const int MaxLength = 64;

    /// <summary>Gives the end of a sentence: <c>; did you mean limit?</c>, or a full stop when no known name is near.</summary>
    public static string For(string unknown, IEnumerable<string> known) =>
        Spelling.Suggest(unknown, known) is { Length: > 0 } suggestion ? suggestion : ".";

    /// <summary>Shortens a long name.</summary>
    public static string Cut(string unknown) => unknown.Length <= MaxLength ? unknown : string.Concat(unknown.AsSpan(0, MaxLength), "…");
}
