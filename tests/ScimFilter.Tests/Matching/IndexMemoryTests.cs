using System.Runtime.CompilerServices;
using System.Text;

namespace ScimFilter.Tests.Matching;

/// <summary>What an index keeps, and what it must let go.</summary>
public class IndexMemoryTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public void Nothing_is_kept_of_subscriptions_that_were_all_removed(int count)
    {
        var index = new SubscriptionIndex<object>();
        List<WeakReference> keys = Fill(index, count);
        Remove(index, keys);
        Assert.Equal(0, index.Count);
        Assert.True(AreGone(keys));
        GC.KeepAlive(index);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20_000)]
    public void Nothing_is_kept_of_subscriptions_that_were_cleared(int count)
    {
        var index = new SubscriptionIndex<object>();
        List<WeakReference> keys = Fill(index, count);
        index.Clear();
        Assert.True(AreGone(keys));
        GC.KeepAlive(index);
    }

    /// <summary>A key that is no more may stay while its segment does, but of all that are there never more than half are such.</summary>
    [Fact]
    public void Of_what_is_kept_at_least_half_is_wanted()
    {
        const int count = 20_000;
        var index = new SubscriptionIndex<object>();
        List<WeakReference> keys = Fill(index, count);
        Remove(index, keys[..(count * 3 / 4)]);
        Assert.Equal(count / 4, index.Count);
        Assert.True(IsReached(() => keys.Count(key => key.IsAlive) <= count / 2));
        GC.KeepAlive(index);
    }

    [Fact]
    public void Matching_allocates_nothing_once_warm()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, 600).Select(key => Indexed.Subscription(
            key,
            (key % 6) switch
            {
                0 => $"a eq \"{key % 50}\"",
                1 => $"a eq \"{key % 50}\" or b eq \"1\"",
                2 => $"b ne \"{key % 3}\"",
                3 => "a sw \"1\" or n gt 4",
                4 => "items[k eq \"1\" and v eq \"2\"]",
                _ => $"n eq {key % 7} and a ne \"1\"",
            },
            "t")));
        byte[][] events =
        [
            .. ((string[])
            [
                """{"type":"t","a":"12","b":"1","n":5}""",
                """{"type":"t","a":["12","13","Ä\u0041"],"b":["1","2"],"n":[1,2.0,3],"items":[{"k":"1","v":"2"},{"k":"2"}]}""",
                """{"items":{"v":"2","k":"1"},"n":1e0,"type":"\u0074"}""",
            ]).Select(Encoding.UTF8.GetBytes),
        ];
        int[] buffer = new int[1_000];
        long least = long.MaxValue;
        for (int round = 0; round < 60; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (byte[] @event in events)
            {
                index.Match(@event, buffer);
                foreach (int key in index.Match(@event))
                {
                    buffer[0] = key;
                }
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Fill(SubscriptionIndex<object> index, int count)
    {
        var keys = new List<WeakReference>(count);
        object[] all = [.. Enumerable.Range(0, count).Select(_ => new object())];
        FilterExpression filter = FilterExpression.Parse("a eq \"1\" or b sw \"1\"");
        index.Load(all.Take(count / 2).Select(key => new Subscription<object>(key, ["t"], filter)));
        foreach (object key in all.Skip(count / 2))
        {
            index.Set(key, ["t"], filter);
        }

        Assert.Equal(count, index.Match("""{"type":"t","a":"1"}"""u8, new object[count]));
        keys.AddRange(all.Select(key => new WeakReference(key)));
        return keys;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Remove(SubscriptionIndex<object> index, List<WeakReference> keys)
    {
        foreach (WeakReference key in keys)
        {
            Assert.True(index.Remove(key.Target!));
        }
    }

    private static bool AreGone(List<WeakReference> keys) => IsReached(() => keys.TrueForAll(key => !key.IsAlive));

    /// <summary>Another thread may be at a merge, so it is asked again for a while.</summary>
    private static bool IsReached(Func<bool> goal) => SpinWait.SpinUntil(
        () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return goal();
        },
        TimeSpan.FromSeconds(30));
}
