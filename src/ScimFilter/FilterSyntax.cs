namespace ScimFilter;

/// <summary>How closely a filter must follow the grammar of RFC 7644.</summary>
public enum FilterSyntax
{
    /// <summary>
    /// Also takes runs of spaces, spaces just inside parentheses and brackets and around the whole, paths deeper than one
    /// sub-attribute, and <c>path[filter].sub op value</c>, which means <c>path[filter and sub op value]</c>.
    /// </summary>
    Lenient,

    /// <summary>The grammar to the letter.</summary>
    Strict,
}
