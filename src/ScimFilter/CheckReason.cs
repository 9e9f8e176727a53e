namespace ScimFilter;

/// <summary>Why no value of an event leads to an entry, so that it is checked on every event that has its key.</summary>
public enum CheckReason
{
    /// <summary>Its conditions are negations: <c>ne</c> and <c>not</c> hold for nearly every value, and for no value.</summary>
    Negations,

    /// <summary>It looks for the empty string by <c>co</c>, <c>sw</c> or <c>ew</c>, which every string contains.</summary>
    EmptyLiteral,

    /// <summary>It is a filter that no access path expresses, see <see cref="ResidualReason"/>.</summary>
    Residual,

    /// <summary>Few entries have its key: checking them one by one takes less time than looking them up.</summary>
    FewEntries,
}
