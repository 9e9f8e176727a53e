namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>A fault of a filter: what, where, and a picture of it.</summary>
internal sealed record FilterErrorBody(string Kind, int Offset, int Length, string Message, string? Suggestion, string Picture)
{
    public static FilterErrorBody Of(FilterError error, string text) =>
        new(error.Kind.ToString(), error.Offset, error.Length, error.Message, error.Suggestion, error.Draw(text));
}
