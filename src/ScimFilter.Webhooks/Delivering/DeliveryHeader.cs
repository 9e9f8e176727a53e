namespace ScimFilter.Webhooks.Delivering;

/// <summary>A header of a delivery.</summary>
/// <param name="Name">The name; case does not matter.</param>
/// <param name="Value">The value.</param>
public readonly record struct DeliveryHeader(string Name, string Value)
{
    /// <summary>Gets a value indicating whether the value is kept secret. Default: false.</summary>
    public bool IsSecret { get; init; }
}
