namespace ScimFilter.Schema;

/// <summary>The types of attributes (RFC 7643 section 2.3).</summary>
public enum AttributeType
{
    /// <summary>A JSON string.</summary>
    String,

    /// <summary>A JSON boolean.</summary>
    Boolean,

    /// <summary>A JSON number; RFC 7643's decimal and integer.</summary>
    Number,

    /// <summary>A JSON string that is an RFC 3339 date-time; compared by instant.</summary>
    DateTime,

    /// <summary>A JSON object.</summary>
    Complex,

    /// <summary>A JSON string that holds bytes in base 64 (section 2.3.6): compared exactly, and without an order.</summary>
    Binary,

    /// <summary>A JSON string that is a URI (section 2.3.7): compared exactly.</summary>
    Reference,
}
