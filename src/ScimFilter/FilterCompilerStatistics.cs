namespace ScimFilter;

/// <summary>What the cache of a <see cref="FilterCompiler"/> has done.</summary>
/// <param name="Hits">Filters, and filters of value paths, whose shape was known.</param>
/// <param name="Misses">Those whose shape was new.</param>
/// <param name="Shapes">The shapes that are kept.</param>
/// <param name="ShapesWithCode">Those of them for which machine code was generated.</param>
public readonly record struct FilterCompilerStatistics(long Hits, long Misses, int Shapes, int ShapesWithCode);
