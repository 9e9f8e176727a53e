namespace ScimFilter.Runtime;

/// <summary>How strings compare (RFC 7643 section 2.2, caseExact).</summary>
internal enum TextComparison
{
    /// <summary>Ordinal.</summary>
    Exact,

    /// <summary>Ordinal, ignoring case: simple case mapping, no culture, no normalisation.</summary>
    IgnoreCase,
}
