using System.Text;

namespace ScimFilter.Tests.Matching;

/// <summary>Short words for what tests of the index say again and again.</summary>
internal static class Indexed
{
    public static SubscriptionIndex<int> Index(EventReading reading = EventReading.Full, bool caseExact = false) =>
        new(new SubscriptionIndexOptions { Compiler = Support.Compiler(caseExact, reading: reading) });

    public static void Set<TKey>(this SubscriptionIndex<TKey> index, TKey key, string filter)
        where TKey : notnull => index.Set(key, [], FilterExpression.Parse(filter));

    public static Subscription<int> Subscription(int key, string? filter, params string[] types) =>
        new(key, types, filter is null ? null : FilterExpression.Parse(filter));

    /// <summary>The keys that an event matches, in order; also asserts that all ways to ask give the same.</summary>
    public static List<TKey> Match<TKey>(this SubscriptionIndex<TKey> index, string json)
        where TKey : notnull
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        List<TKey> keys = Sorted(index.Match(utf8));
        TKey[] buffer = new TKey[keys.Count];
        Assert.Equal(keys.Count, index.Match(utf8, buffer));
        Assert.Equal(keys, buffer.Order());
        var batch = new List<TKey>();
        index.Match([utf8], (_, key) => batch.Add(key));
        Assert.Equal(keys, batch.Order());
        return keys;
    }

    public static List<TKey> Sorted<TKey>(SubscriptionMatches<TKey> matches)
        where TKey : notnull
    {
        var keys = new List<TKey>();
        foreach (TKey key in matches)
        {
            keys.Add(key);
        }

        keys.Sort();
        return keys;
    }
}
