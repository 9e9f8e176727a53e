using System.Runtime.CompilerServices;
using ScimFilter.Matching.Updating;

namespace ScimFilter.Tests.Matching.Updating;

/// <summary>Whatever goes wrong in the background, the index answers and takes changes, says what it was, and tries again.</summary>
public class IndexMaintenanceTests
{
    private const int Count = 3_000;

    private readonly ManualTime _time = new();

    public static TheoryData<int, int> Faults()
    {
        var faults = new TheoryData<int, int>();
        foreach (MaintenanceStep step in Enum.GetValues<MaintenanceStep>())
        {
            for (int times = 1; times <= 3; times++)
            {
                faults.Add((int)step, times);
            }
        }

        return faults;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_failure_at_any_step_is_seen_and_made_good(int step, int times)
    {
        int left = times;
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions
        {
            TimeProvider = _time,
            MaintenanceStepReached = reached =>
            {
                if ((int)reached == step && Interlocked.Decrement(ref left) >= 0)
                {
                    throw new InsufficientMemoryException();
                }
            },
        });
        index.Load(All());
        Change(index);
        Settle(index, () => Volatile.Read(ref left) < 0 && index.MaintenanceFault is null);
        Assert.Equal(times, index.GetStatistics().MaintenanceFailures);
        AssertHasAll(index);
    }

    [Fact]
    public void Nobody_asks_the_comparer_for_hashes_in_the_background()
    {
        var comparer = new FaultyHashes();
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { TimeProvider = _time }, comparer);
        index.Load(All());
        comparer.FailsInBackground = true;
        Change(index);
        Settle(index, () => index.GetStatistics().Segments == 1);
        Assert.Equal(0, index.GetStatistics().MaintenanceFailures);
        AssertHasAll(index);
    }

    /// <summary>One bad key among many is no trouble for the others, whatever is made of them meanwhile.</summary>
    [Theory]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public void A_key_that_cannot_be_hashed_any_more_stops_nothing(int count)
    {
        var comparer = new FaultyHashes();
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { TimeProvider = _time }, comparer);
        index.Load(Enumerable.Range(0, count / 2).Select(key => Indexed.Subscription(key, "a eq \"1\"")));
        for (int key = count / 2; key < count; key++)
        {
            index.Set(key, "a eq \"1\"");
        }

        comparer.Bad = count / 3;
        for (int i = 0; i < 60_000; i++)
        {
            int key = i % (count * 9 / 10);
            index.Set(key == comparer.Bad ? 0 : key, "a eq \"2\"");
        }

        Settle(index, () => index.GetStatistics().Segments == 1);
        Assert.Equal(0, index.GetStatistics().MaintenanceFailures);
        Assert.InRange(Held(index), count, (count * 3) + 20_000);
        Assert.Equal([comparer.Bad, .. Enumerable.Range(count * 9 / 10, count / 10)], index.Match("""{"a":"1"}"""));
        comparer.Bad = int.MinValue;
        Assert.True(index.Remove(count / 3));
        Assert.All(Enumerable.Range(0, count), key => Assert.Equal(key != count / 3, index.Contains(key)));
    }

    [Fact]
    public void Segments_in_which_nothing_is_left_go_also_while_a_failure_lasts()
    {
        const int count = 1_000;
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions
        {
            TimeProvider = _time,
            MaintenanceStepReached = reached =>
            {
                if (reached == MaintenanceStep.Begin)
                {
                    throw new InsufficientMemoryException();
                }
            },
        });
        index.Load(Enumerable.Range(0, count).Select(key => Indexed.Subscription(key, "a eq \"1\"")));
        for (int i = 0; i < 150 * count; i++)
        {
            index.Set(i % count, "a eq \"1\"");
        }

        Assert.NotNull(index.MaintenanceFault);
        Assert.InRange(Held(index), count, 70_000);
        Assert.Equal(Enumerable.Range(0, count), index.Match("""{"a":"1"}"""));
    }

    [Fact]
    public void An_index_that_nobody_holds_is_collected_also_while_a_failure_lasts()
    {
        WeakReference index = Faulty();
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !index.IsAlive;
            },
            TimeSpan.FromSeconds(60)));
        Assert.Equal(1, _time.Fire());
        Assert.Single(_time.Delays);
    }

    /// <summary>
    /// The hash of a key is another one since its owner changed it; nothing is found by it any more, and nothing else suffers.
    /// </summary>
    [Fact]
    public void A_key_that_its_owner_changes_does_not_stop_maintenance()
    {
        var index = new SubscriptionIndex<List<int>>(new SubscriptionIndexOptions { TimeProvider = _time }, new ByContent());
        List<int>[] keys = [.. Enumerable.Range(0, Count).Select(key => new List<int> { key })];
        index.Load(keys.Select(key => new Subscription<List<int>>(key, [], FilterExpression.Parse("a eq \"1\""))));
        for (int round = 0; round < 3; round++)
        {
            for (int key = round; key < Count; key += 5)
            {
                keys[key][0] += Count;
                index.Set([key + (10 * Count)], [], FilterExpression.Parse("a eq \"2\""));
            }
        }

        Assert.True(SpinWait.SpinUntil(() => index.GetStatistics().Segments == 1, TimeSpan.FromSeconds(60)));
        Assert.Null(index.MaintenanceFault);
        Assert.Equal(Count, index.Match("""{"a":"1"}"""u8, []));
        Assert.Equal(Count * 3 / 5, index.Match("""{"a":"2"}"""u8, []));
    }

    [Fact]
    public void A_failure_that_lasts_is_tried_again_after_longer_and_longer_delays()
    {
        bool isFailing = true;
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions
        {
            TimeProvider = _time,
            MaintenanceStepReached = reached =>
            {
                if (reached == MaintenanceStep.Begin && Volatile.Read(ref isFailing))
                {
                    throw new InvalidOperationException("step");
                }
            },
        });
        index.Load(All());
        Change(index);
        Settle(index, () => index.GetStatistics().MaintenanceFailures >= 9);
        Assert.Equal("step", Assert.IsType<InvalidOperationException>(index.MaintenanceFault).Message);
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], _time.Delays.Take(8).Select(delay => (int)delay.TotalSeconds));
        AssertHasAll(index);
        Volatile.Write(ref isFailing, false);
        Settle(index, () => index.MaintenanceFault is null && index.GetStatistics().Segments == 1);
        AssertHasAll(index);
    }

    private static IEnumerable<Subscription<int>> All() =>
        Enumerable.Range(0, Count).Select(key => Indexed.Subscription(key, "a eq \"1\""));

    private static void Change(SubscriptionIndex<int> index)
    {
        for (int key = 0; key < Count; key += 2)
        {
            index.Set(key, "a eq \"2\"");
        }

        for (int key = 0; key < Count; key += 6)
        {
            Assert.True(index.Remove(key));
        }
    }

    private static void AssertHasAll(SubscriptionIndex<int> index)
    {
        Assert.Equal(Enumerable.Range(0, Count).Where(key => key % 2 != 0), index.Match("""{"a":"1"}"""));
        Assert.Equal(Enumerable.Range(0, Count).Where(key => key % 2 == 0 && key % 6 != 0), index.Match("""{"a":"2"}"""));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Faulty()
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions
        {
            TimeProvider = _time,
            MaintenanceStepReached = reached => throw new InvalidOperationException($"{reached}"),
        });
        index.Load(All());
        Change(index);
        Assert.True(SpinWait.SpinUntil(() => index.MaintenanceFault is not null && _time.Delays.Count > 0, TimeSpan.FromSeconds(60)));
        return new WeakReference(index);
    }

    /// <summary>Goes on to change the index, and lets time pass, until something is reached.</summary>
    private void Settle(SubscriptionIndex<int> index, Func<bool> isReached) =>
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                _time.Fire();
                index.Set(-1, "a eq \"3\"");
                return isReached();
            },
            TimeSpan.FromSeconds(60)));

    /// <summary>Has no hash for one key, or for any on threads that are not the test's own.</summary>
    private sealed class FaultyHashes : IEqualityComparer<int>
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;

        public bool FailsInBackground { get; set; }

        public int Bad { get; set; } = int.MinValue;

        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int obj) =>
            obj == Bad || (FailsInBackground && Environment.CurrentManagedThreadId != _thread)
                ? throw new InvalidOperationException()
                : obj;
    }

    /// <summary>All entries that the index holds, those of replaced subscriptions too.</summary>
    private static long Held<TId>(SubscriptionIndex<TId> index)
        where TId : notnull
    {
        SubscriptionIndexStatistics statistics = index.GetStatistics();
        return statistics.Entries + statistics.RemovedEntries;
    }

    private sealed class ByContent : IEqualityComparer<List<int>>
    {
        public bool Equals(List<int>? x, List<int>? y) => x![0] == y![0];

        public int GetHashCode(List<int> obj) => obj[0];
    }
}
