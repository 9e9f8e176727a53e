using System.Text;

namespace ScimFilter.Tests.Matching.Paths;

/// <summary>What an event finds in the list of a key while a writer adds to that list.</summary>
public class IndexListGrowthTests
{
    /// <summary>The value has the same part very often, and each look-up may see another number of subscriptions with it.</summary>
    [Fact]
    public async Task A_subscription_is_found_once_by_a_part_that_a_value_repeats()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        for (int id = 0; id < 100; id++)
        {
            Add(index, id);
        }

        byte[] @event = Encoding.UTF8.GetBytes($$"""{"note":"{{string.Concat(Enumerable.Repeat("wxyz", 2_000))}}"}""");
        var adding = Task.Run(() =>
        {
            for (int id = 100; id < 20_000; id++)
            {
                Add(index, id);
            }
        });
        do
        {
            List<int> found = Indexed.Sorted(index.Match(@event));
            Assert.Equal(found.Distinct(), found);
        }
        while (!adding.IsCompleted);

        await adding;
    }

    private static void Add(SubscriptionIndex<int> index, int id) => index.Set(id, $"note co \"wxyz\" and other ne \"{id}\"");
}
