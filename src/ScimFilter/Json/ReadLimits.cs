namespace ScimFilter.Json;

/// <summary>How events are read, and how large they may be.</summary>
/// <param name="Reading">How much is read.</param>
/// <param name="MaxLength">In bytes.</param>
/// <param name="MaxDepth">The most containers inside one another on the path to a needed attribute.</param>
internal readonly record struct ReadLimits(EventReading Reading, int MaxLength, int MaxDepth);
