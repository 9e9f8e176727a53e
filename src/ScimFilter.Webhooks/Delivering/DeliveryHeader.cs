namespace ScimFilter.Webhooks.Delivering;

/// <summary>
/// A header of a delivery that can be sent as it is: it holds nothing that could end the header or begin another one. Immutable.
/// </summary>
public sealed record DeliveryHeader
{
    /// <summary>Creates a header.</summary>
    /// <param name="name">The name, a token (RFC 9110, 5.6.2); case does not matter.</param>
    /// <param name="value">The value: printable ASCII characters without a space at either end, or empty.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is not a token, or <paramref name="value"/> has another character, such as a line break, or begins or ends
    /// with a space.
    /// </exception>
    public DeliveryHeader(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        Name = HeaderRules.IsName(name) ? name : throw new ArgumentException(HeaderRules.NameRule, nameof(name));
        Value = HeaderRules.IsValue(value) ? value : throw new ArgumentException($"'{name}': {HeaderRules.ValueRule}", nameof(value));
    }

    /// <summary>Gets the name; case does not matter.</summary>
    public string Name { get; }

    /// <summary>Gets the value.</summary>
    public string Value { get; }

    /// <summary>Gets a value indicating whether the value is kept secret. Default: false.</summary>
    public bool IsSecret { get; init; }
}
