namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items in the requested order.</param>
/// <param name="Next">Leads to the items behind these; null at the end. Its meaning is the store's own.</param>
/// <param name="Previous">Leads to the items before these; null at the beginning.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next, string? Previous);
