//! Many short lists in two arrays.

/// Lists of places, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    /// Where each list begins in `items`, and where the last one ends.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    pub(super) fn with_room(n_lists: usize, n_items: usize) -> Self {
        let mut starts = Vec::with_capacity(n_lists + 1);
        starts.push(0);
        Self {
            starts,
            items: Vec::with_capacity(n_items),
        }
    }

    /// Sorts pairs of list and item into lists, keeping the order of the items.
    pub(super) fn of(n_lists: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0u32; n_lists + 1];
        for (list, _) in pairs.clone() {
            starts[list as usize + 1] += 1;
        }
        for list in 0..n_lists {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts[n_lists] as usize];
        for (list, item) in pairs {
            let at = &mut next[list as usize];
            items[*at as usize] = item;
            *at += 1;
        }
        Self { starts, items }
    }

    /// Adds a list after the last one.
    pub(super) fn push(&mut self, items: impl Iterator<Item = u32>) {
        self.items.extend(items);
        self.starts.push(self.items.len() as u32);
    }

    pub(super) fn get(&self, list: u32) -> &[u32] {
        let list = list as usize;
        &self.items[self.starts[list] as usize..self.starts[list + 1] as usize]
    }

    /// All pairs of list and item, list by list.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + Clone {
        let lists = 0..self.starts.len() as u32 - 1;
        lists.flat_map(|list| self.get(list).iter().map(move |&item| (list, item)))
    }

    /// How many items all lists hold together.
    pub(super) fn n_items(&self) -> usize {
        self.items.len()
    }
}

impl Default for Lists {
    fn default() -> Self {
        Self::with_room(0, 0)
    }
}
