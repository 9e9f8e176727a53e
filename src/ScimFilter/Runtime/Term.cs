namespace ScimFilter.Runtime;

/// <summary>The constants of one test of a filter: which slot it looks at, and what it compares with.</summary>
/// <param name="Slot">The number of the attribute in the layout of the events.</param>
/// <param name="Operand">A <see cref="Literal"/>, a <see cref="LiteralSet"/>, the filter of a value path, or null.</param>
internal readonly record struct Term(int Slot, object? Operand);
