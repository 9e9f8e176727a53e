namespace ScimFilter.Tests.Matching;

/// <summary>What planning a subscription costs.</summary>
public class IndexPlanTests
{
    /// <summary>A plan for reading is made once for all attributes that a filter adds, or a filter within the limits holds up every writer for seconds.</summary>
    [Fact]
    public void A_filter_that_asks_for_a_thousand_new_attributes_takes_memory_in_proportion()
    {
        FilterExpression filter = FilterExpression.Parse(string.Join(" or ", Enumerable.Range(0, 1_024).Select(i => $"a{i} eq 1")));
        var index = new SubscriptionIndex<int>();
        long before = GC.GetAllocatedBytesForCurrentThread();
        index.Set(1, ["t"], filter);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 64 << 20);
        Assert.Equal([1], index.Match("""{"type":"t","a1023":1}"""));
        Assert.Equal([], index.Match("""{"type":"t","a1024":1}"""));
    }
}
