using System.Collections.Concurrent;
using System.Text;

namespace ScimFilter.Tests.Matching;

/// <summary>Readers and writers at once: every answer is one that was right at some moment of the call.</summary>
public class IndexConcurrencyTests
{
    private const int Groups = 40;
    private const int GroupSize = 30;

    /// <summary>
    /// Each group of subscriptions moves from value to value in one bulk load, so at any moment all of a group want the same
    /// value, and a reader of one value sees each group whole or not at all.
    /// </summary>
    [Fact]
    public async Task A_reader_sees_each_change_whole_or_not_at_all()
    {
        var index = new SubscriptionIndex<(int Group, int Member)>();
        FilterExpression[] filters =
            [.. Enumerable.Range(0, 4).Select(value => FilterExpression.Parse($"a eq \"v{value}\" or b eq \"v{value}\""))];
        byte[][] events =
            [.. Enumerable.Range(0, 4).Select(value => Encoding.UTF8.GetBytes($$"""{"type":"t","a":"v{{value}}","b":"v{{value}}"}"""))];
        for (int group = 0; group < Groups; group++)
        {
            Move(index, group, filters[0]);
        }

        using var done = new CancellationTokenSource();
        var failures = new ConcurrentQueue<string>();
        Task[] readers = [.. Enumerable.Range(0, 3).Select(reader => Task.Run(() => Read(index, events[reader], failures, done.Token)))];
        var random = new Random(3);
        for (int i = 0; i < 1_500; i++)
        {
            int group = random.Next(Groups);
            Move(index, group, filters[random.Next(filters.Length)]);
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Empty(failures);
        Assert.Equal(Groups * GroupSize, index.Count);
    }

    /// <summary>
    /// A replaced subscription is always there: it never vanishes between its old and its new filter, nor is it there twice.
    /// </summary>
    [Fact]
    public async Task A_replacement_leaves_no_gap()
    {
        const int keys = 5_000;
        var index = new SubscriptionIndex<int>();
        FilterExpression[] filters = [FilterExpression.Parse("a eq \"x\""), FilterExpression.Parse("b eq \"y\" and c ne \"q\""),
            FilterExpression.Parse("a sw \"x\"")];
        index.Load(Enumerable.Range(0, keys).Select(key => new Subscription<int>(key, ["t"], filters[key % 2])));
        byte[] @event = Encoding.UTF8.GetBytes("""{"type":"t","a":"x","b":"y"}""");
        using var done = new CancellationTokenSource();
        using var started = new CountdownEvent(2);
        var counts = new ConcurrentDictionary<int, int>();
        Task[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            int[] found = new int[keys * 2];
            started.Signal();
            while (!done.IsCancellationRequested)
            {
                int count = index.Match(@event, found);
                counts[count] = found.Take(count).Distinct().Count();
            }
        }))];
        started.Wait();
        var random = new Random(9);
        for (int i = 0; i < 20_000; i++)
        {
            index.Set(random.Next(keys), ["t"], filters[random.Next(100) == 0 ? 2 : random.Next(2)]);
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal([keys], counts.Keys);
        Assert.Equal([keys], counts.Values);
        Assert.Equal(keys, index.Count);
    }

    /// <summary>Segments of thousands are merged by another thread meanwhile: nothing that changed since is lost or comes back.</summary>
    [Fact]
    public void Merges_keep_what_changes_meanwhile()
    {
        const int keys = 30_000;
        var random = new Random(3);
        var index = new SubscriptionIndex<int>();
        string?[] values = new string?[keys];
        for (int i = 0; i < 150_000; i++)
        {
            int key = random.Next(keys);
            if (random.Next(3) == 0)
            {
                Assert.Equal(values[key] is not null, index.Remove(key));
                values[key] = null;
            }
            else
            {
                values[key] = $"{random.Next(10)}";
                index.Set(key, ["t"], FilterExpression.Parse($"a eq \"{values[key]}\""));
            }
        }

        Assert.Equal(values.Count(value => value is not null), index.Count);
        int[] found = new int[keys];
        for (int value = 0; value < 10; value++)
        {
            int count = index.Match(Encoding.UTF8.GetBytes($$"""{"type":"t","a":"{{value}}"}"""), found);
            Assert.Equal(Enumerable.Range(0, keys).Where(key => values[key] == $"{value}"), found.Take(count).Order());
        }
    }

    private static void Move(SubscriptionIndex<(int Group, int Member)> index, int group, FilterExpression filter) =>
        index.Load(Enumerable.Range(0, GroupSize).Select(member => new Subscription<(int, int)>((group, member), ["t"], filter)));

    private static void Read(
        SubscriptionIndex<(int Group, int Member)> index, byte[] @event, ConcurrentQueue<string> failures, CancellationToken done)
    {
        int[] members = new int[Groups];
        while (!done.IsCancellationRequested && failures.IsEmpty)
        {
            Array.Clear(members);
            foreach ((int group, _) in index.Match(@event))
            {
                members[group]++;
            }

            foreach (int count in members.Where(count => count is not (0 or GroupSize)))
            {
                failures.Enqueue($"{count} of {GroupSize}");
            }
        }
    }
}
