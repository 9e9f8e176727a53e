namespace ScimFilter.Matching.Keys;

/// <summary>What a condition requires of some value of its attribute. The numbers are part of the words of records.</summary>
internal enum ConditionOperator
{
    /// <summary>The value equals the literal.</summary>
    Equal,

    /// <summary>The value starts with the literal.</summary>
    StartsWith,

    /// <summary>The value ends with the literal.</summary>
    EndsWith,

    /// <summary>The value contains the literal.</summary>
    Contains,

    /// <summary>The value is greater than the literal.</summary>
    Greater,

    /// <summary>The value is greater than or equal to the literal.</summary>
    GreaterOrEqual,

    /// <summary>The value is less than the literal.</summary>
    Less,

    /// <summary>The value is less than or equal to the literal.</summary>
    LessOrEqual,
}
