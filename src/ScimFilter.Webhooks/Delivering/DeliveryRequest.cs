using System.Collections.Immutable;

namespace ScimFilter.Webhooks.Delivering;

/// <summary>What is to be posted, for whatever client posts it. Immutable.</summary>
/// <param name="Url">The target.</param>
/// <param name="Headers">All headers but those that the client gives itself (<c>host</c>, <c>content-length</c>).</param>
/// <param name="Body">The bytes; the signature is over just these.</param>
public sealed record DeliveryRequest(Uri Url, ImmutableArray<DeliveryHeader> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Gives the headers as they may be shown: values that are kept secret read <c>**OMITTED**</c>.</summary>
    public IEnumerable<KeyValuePair<string, string>> ShownHeaders() =>
        Headers.Select(header => KeyValuePair.Create(header.Name, header.IsSecret ? Omitted : header.Value));

    private const string Omitted = "**OMITTED**";
}
