namespace ScimFilter.Tests.Matching.Updating;

/// <summary>A load reads the caller's sequence at the caller's pace, and trusts nothing that it says.</summary>
public class IndexLoadTests
{
    [Fact]
    public async Task Writers_do_not_wait_for_a_sequence_that_takes_its_time()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        using var halfway = new SemaphoreSlim(0);
        using var changed = new SemaphoreSlim(0);
        Task load = Task.Run(() => index.Load(Slow()));
        await halfway.WaitAsync();
        await Task.Run(() =>
        {
            index.Set(2, "b eq \"1\"");
            index.Set(3, "b eq \"1\"");
            Assert.True(index.Remove(3));
            index.Load([Indexed.Subscription(4, "b eq \"1\"")]);
        });
        Assert.Equal([2, 4], index.Match("""{"a":"1","b":"1"}"""));
        changed.Release();
        await load;
        Assert.Equal([1, 2], index.Match("""{"a":"1"}"""));
        Assert.Equal([4], index.Match("""{"b":"1"}"""));

        IEnumerable<Subscription<int>> Slow()
        {
            yield return Indexed.Subscription(1, "a eq \"1\"");
            halfway.Release();
            changed.Wait();
            yield return Indexed.Subscription(2, "a eq \"1\"");
        }
    }

    [Fact]
    public void What_is_null_is_an_argument_exception_and_changes_nothing()
    {
        var index = new SubscriptionIndex<string>();
        index.Set("kept", [], null);
        foreach (Subscription<string>? bad in
            (Subscription<string>?[])[null, new(null!, [], null), new("a", null!, null), new("a", [null!], null)])
        {
            ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => index.Load([new("b", [], null), bad!]));
            Assert.Contains("null", error.Message, StringComparison.Ordinal);
            Assert.Equal(1, index.Count);
        }

        Assert.Throws<ArgumentException>(() => index.Set("a", [null!], null));
        Assert.Throws<ArgumentNullException>(() => index.Set(null!, [], null));
        Assert.Throws<ArgumentNullException>(() => index.Match((IReadOnlyDictionary<string, object?>)null!).Count);
        Assert.Equal(["kept"], index.Match("{}"));
    }

    [Fact]
    public void A_collection_that_announces_more_than_it_has_costs_what_it_has()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        long before = GC.GetAllocatedBytesForCurrentThread();
        index.Load(new Boaster());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal([0, 1], index.Match("""{"a":"1"}"""));
    }

    private sealed class Boaster : IReadOnlyCollection<Subscription<int>>, ICollection<Subscription<int>>
    {
        public int Count => 20_000_000;

        public bool IsReadOnly => true;

        public IEnumerator<Subscription<int>> GetEnumerator()
        {
            yield return Indexed.Subscription(0, "a eq \"1\"");
            yield return Indexed.Subscription(1, "a eq \"1\"");
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        public void Add(Subscription<int> item) => throw new NotSupportedException();

        public void Clear() => throw new NotSupportedException();

        public bool Contains(Subscription<int> item) => throw new NotSupportedException();

        public void CopyTo(Subscription<int>[] array, int arrayIndex) => throw new NotSupportedException();

        public bool Remove(Subscription<int> item) => throw new NotSupportedException();
    }
}
