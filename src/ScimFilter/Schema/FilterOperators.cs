namespace ScimFilter.Schema;

/// <summary>A set of operators that an attribute allows.</summary>
[Flags]
public enum FilterOperators
{
    /// <summary>No operator.</summary>
    None = 0,

    /// <summary><c>eq</c></summary>
    Equal = 1 << 0,

    /// <summary><c>ne</c></summary>
    NotEqual = 1 << 1,

    /// <summary><c>co</c></summary>
    Contains = 1 << 2,

    /// <summary><c>sw</c></summary>
    StartsWith = 1 << 3,

    /// <summary><c>ew</c></summary>
    EndsWith = 1 << 4,

    /// <summary><c>gt</c></summary>
    GreaterThan = 1 << 5,

    /// <summary><c>ge</c></summary>
    GreaterThanOrEqual = 1 << 6,

    /// <summary><c>lt</c></summary>
    LessThan = 1 << 7,

    /// <summary><c>le</c></summary>
    LessThanOrEqual = 1 << 8,

    /// <summary><c>pr</c></summary>
    Present = 1 << 9,

    /// <summary><c>eq</c> and <c>ne</c>.</summary>
    Equality = Equal | NotEqual,

    /// <summary>Every operator that the type of the attribute can take.</summary>
    All = (1 << 10) - 1,
}
