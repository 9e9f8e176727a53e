namespace ScimFilter.Schema;

/// <summary>The types of attributes (RFC 7643 section 2.3).</summary>
public enum AttributeType
{
    /// <summary>A JSON string; RFC 7643's reference and binary count as strings.</summary>
    String,

    /// <summary>A JSON boolean.</summary>
    Boolean,

    /// <summary>A JSON number; RFC 7643's decimal and integer.</summary>
    Number,

    /// <summary>A JSON string that is an RFC 3339 date-time; compared by instant.</summary>
    DateTime,

    /// <summary>A JSON object.</summary>
    Complex,
}
