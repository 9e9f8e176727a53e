using System.Diagnostics.CodeAnalysis;

namespace ScimFilter.Webhooks.Matching;

/// <summary>Two states of one webhook are one webhook.</summary>
internal sealed class WebhookIdComparer : IEqualityComparer<Webhook>
{
    public bool Equals(Webhook? x, Webhook? y) => string.Equals(x?.Id, y?.Id, StringComparison.Ordinal);

    public int GetHashCode([DisallowNull] Webhook obj) => obj.Id.GetHashCode(StringComparison.Ordinal);
}
