namespace ScimFilter.Ast;

/// <summary>The JSON types that a literal can have.</summary>
public enum ComparisonValueKind
{
    /// <summary><c>null</c>: no value.</summary>
    Null,

    /// <summary><c>true</c>.</summary>
    True,

    /// <summary><c>false</c>.</summary>
    False,

    /// <summary>A number with its exact decimal value.</summary>
    Number,

    /// <summary>A string.</summary>
    String,
}
