namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>What a rotation of the key has done.</summary>
/// <param name="Count">The webhooks whose secrets were sealed anew.</param>
/// <param name="Discarded">The webhooks whose secrets were given up.</param>
internal sealed record Resealed(int Count, IReadOnlyList<string> Discarded);
