namespace ScimFilter.Repl.Interactive.Completion;

/// <summary>What a filter needs next at the cursor.</summary>
internal enum Expected
{
    /// <summary>An attribute, <c>not</c> or an opening parenthesis.</summary>
    Attribute,

    /// <summary>The parenthesis behind <c>not</c>.</summary>
    Parenthesis,

    /// <summary>An operator behind an attribute.</summary>
    Operator,

    /// <summary>A value behind an operator.</summary>
    Value,

    /// <summary><c>and</c>, <c>or</c> or what closes a bracket, behind a comparison.</summary>
    Connective,
}
